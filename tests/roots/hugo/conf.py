extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "海邊"
nenrin_timezone = "Asia/Taipei"
