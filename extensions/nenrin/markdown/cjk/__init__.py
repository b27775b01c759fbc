"""Rules for Chinese and Japanese: emphasis beside full-width punctuation, line breaks between Han and kana."""
