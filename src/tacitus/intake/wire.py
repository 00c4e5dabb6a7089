"""One connection to one checked address, ended at its deadline whatever the server does: headers byte by byte, no end, no word."""

import socket
import threading
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url

from tacitus.intake.addresses import PORTS


class Alarm:
    """Shuts the sockets that it watches when its time is over; every read of them then ends."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> "Alarm":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, there: socket.socket) -> None:
        with self._lock:
            self._sockets.append(there)
        if self.rang:
            self._ring()

    def _ring(self) -> None:
        with self._lock:
            self.rang = True
            for there in self._sockets:
                _shut(there)


def _shut(there: socket.socket) -> None:
    """The plain socket below, for an encrypted one may be in the middle of a read."""
    try:
        socket.socket.shutdown(there, socket.SHUT_RDWR)
    except OSError:
        return  # closed already


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, alarm: Alarm, **named: Any) -> None:
        super().__init__(*args, **named)
        self._alarm = alarm

    def connect(self) -> None:
        super().connect()
        self._alarm.watch(self.sock)


class _Encrypted(HTTPSConnection):
    def __init__(self, *args: Any, alarm: Alarm, **named: Any) -> None:
        super().__init__(*args, **named)
        self._alarm = alarm

    def connect(self) -> None:
        super().connect()
        self._alarm.watch(self.sock)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _EncryptedPool(HTTPSConnectionPool):
    ConnectionCls = _Encrypted


def pool(url: Url, address: str, timeout: Timeout, alarm: Alarm) -> HTTPConnectionPool:
    """A pool for one address; the certificate must carry the host's name."""
    port = url.port or PORTS[url.scheme or "http"]
    if url.scheme == "https":
        host = (url.host or "").strip("[]")
        return _EncryptedPool(address, port, timeout=timeout, server_hostname=host, assert_hostname=host, alarm=alarm)
    return _PlainPool(address, port, timeout=timeout, alarm=alarm)
