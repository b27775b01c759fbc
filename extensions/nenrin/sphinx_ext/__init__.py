"""Sphinx at work: the only package that imports sphinx."""
