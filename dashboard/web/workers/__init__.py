"""Several processes that answer at one address: one more core is used with each.

`front` stands at the address. It sends each request, and each websocket as it is, to the process
that the reader was sent to before (`choosing`), through a socket in a folder that nobody else may
open. `processes` starts them and starts again what ends; `behind` stands before the pages in each.
"""
