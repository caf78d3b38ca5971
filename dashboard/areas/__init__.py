"""Local authorities and regions in England: their codes, names, vintages and shapes."""
