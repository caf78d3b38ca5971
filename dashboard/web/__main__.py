"""Run the server: python -m dashboard.web ADDRESS PORT."""

import sys

from dashboard.web.running import run

if __name__ == "__main__":
    from dashboard.server import app

    run(app, sys.argv[1], int(sys.argv[2]))
