"""Tags of template languages in Markdown: Hugo shortcodes, Liquid and Hexo tags."""
