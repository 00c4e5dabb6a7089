"""A small writer of web archives, for tests: records as bytes, whole or gzipped one by one."""

import base64
import gzip
import hashlib

PAGE = b"<!doctype html><title>Shells</title><p>Shells fell on Kadugli, and the medics said that nine people were killed.</p>"
DATE = "2023-05-06T07:08:09Z"


def record(
    kind: str = "response",
    block: bytes = b"",
    uri: str = "http://courier.example/a",
    number: int = 1,
    content_type: str = "application/http; msgtype=response",
    **more: str,
) -> bytes:
    """One record; `more` headers by their names with underscores, an empty one leaves the header out."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date": DATE,
        "WARC-Target-URI": uri,
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes = PAGE, status: str = "200 OK", content_type: str = "text/html; charset=utf-8", **more: str) -> bytes:
    """An HTTP answer as a server sent it."""
    headers = {"Content-Type": content_type} | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def page(number: int = 1, **more: str) -> bytes:
    """A response record whose page differs from every other one."""
    body = PAGE.replace(b"</p>", f" No. {number}.</p>".encode())
    return record(block=answer(body), uri=f"http://courier.example/{number}", number=number, **more)


def chunked(body: bytes, size: int = 40) -> bytes:
    """A body in HTTP chunks."""
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def sha1(block: bytes) -> str:
    """A WARC-Block-Digest."""
    return "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()


def packed(*records: bytes) -> bytes:
    """One gzip member a record, as archives have it."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
