"""Options, their checks, warnings, catalogs and the theme: what conf.py says."""
