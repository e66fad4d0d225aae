"""What the pages of files and of hosted children say, in words."""
