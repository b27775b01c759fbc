"""Directives of remark and the placeholders for what they embed."""
