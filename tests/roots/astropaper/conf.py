extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/blog/"
language = "zh_CN"
project = "纸上"
nenrin_timezone = "Asia/Shanghai"
