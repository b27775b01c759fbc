extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "en"
project = "Turning"
nenrin_timezone = "Asia/Tokyo"
