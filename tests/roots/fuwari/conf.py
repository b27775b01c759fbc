extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "小院"
nenrin_timezone = "Asia/Shanghai"
