"""The arithmetic of a picture: from facts and today to lines and words. Pure."""
