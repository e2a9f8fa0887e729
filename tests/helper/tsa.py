"""A time stamp authority for tests: `openssl ts -reply` behind HTTP on loopback.

usage: tsa.py FOLDER MODE PORTFILE     in the background; ends with its parent's signal

MODE is good, or how it misbehaves: nonce (the query's nonce is left out), imprint (another text is stamped), garbage,
huge, type (another content type), silent (accepts and never answers), refuse (a reply with status rejection), 500.
FOLDER holds tsa.cnf, as ../shell/stamp.sh writes it.
"""
import http.server
import os
import subprocess
import sys
import tempfile
import time

folder, mode, portfile = sys.argv[1:]


def reply(query):
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, "q")
        with open(path, "wb") as f:
            f.write(query)
        if mode in ("nonce", "imprint"):
            text = subprocess.run(["openssl", "ts", "-query", "-in", path, "-text"], capture_output=True, text=True).stdout
            digest = "".join(line.split(" - ")[1][:49].replace("-", " ").replace(" ", "")
                             for line in text.split("Message data:")[1].split("Policy")[0].strip().splitlines())
            if mode == "imprint":
                digest = "%064x" % (int(digest, 16) ^ 1)
            # A query of its own, with another nonce.
            subprocess.run(["openssl", "ts", "-query", "-digest", digest, "-sha256", "-cert", "-out", path], check=True,
                           capture_output=True)
        section = ["-section", "narrow"] if mode == "refuse" else []
        return subprocess.run(["openssl", "ts", "-reply", "-queryfile", path, "-config", "tsa.cnf", *section], cwd=folder,
                              capture_output=True).stdout


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/timestamp-query"
        if mode == "silent":
            time.sleep(60)
        body = {"garbage": lambda: b"\x30\x05hello",
                # A well-formed beginning that announces 100 MB, and bytes without end.
                "huge": lambda: b"\x30\x84\x05\xf5\xe1\x00" + b"A" * (1 << 20)}.get(mode, lambda: reply(query))()
        self.send_response(500 if mode == "500" else 200)
        self.send_header("Content-Type", "text/html" if mode == "type" else "application/timestamp-reply")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
with open(portfile + ".new", "w") as f:
    f.write(str(server.server_address[1]))
os.rename(portfile + ".new", portfile)
server.serve_forever()
