"""Pictures as SVG, drawn without a browser or a network: the same bytes for the same table."""
