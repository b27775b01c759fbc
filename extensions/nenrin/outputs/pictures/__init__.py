"""Smaller and newer forms of raster pictures, and the HTML that lets a browser choose among them."""
