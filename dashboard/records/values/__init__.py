"""Understand what a source says: text, words, numbers and dates, each repair counted."""

from dashboard.records.values.settle import Settled, settle

__all__ = ["Settled", "settle"]
