"""What the server puts around the pages: routes, headers, its own first page, its start and end.

`dashboard.server` is what is started; `building` puts it together.
"""
