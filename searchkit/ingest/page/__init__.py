from .page import Page, read_page
