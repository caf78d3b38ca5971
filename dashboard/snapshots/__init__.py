"""Published records: a folder of Parquet and its manifest, gates, and what was last looked at."""
