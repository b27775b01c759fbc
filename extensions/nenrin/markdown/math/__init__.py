"""Formulas between dollar signs, told from prices."""
