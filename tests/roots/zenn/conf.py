extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "ja"
project = "年輪帖"
nenrin_timezone = "Asia/Tokyo"
