"""Control charts: does a series do more than chance would make of it?"""
