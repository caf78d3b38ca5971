"""How everything is said: numbers, dates, lists, places, blanks and what is withheld."""
