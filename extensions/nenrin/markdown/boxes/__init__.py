"""Admonitions in all their spellings: alerts, containers, and the tokens they become."""
