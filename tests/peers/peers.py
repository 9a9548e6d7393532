"""Peers that are written with Python's own socket, socketserver and asyncio. Each prints what it did to stdout:
`port N` once it listens, `hash HEX` of what it received when the stream has ended.

usage: peers.py KIND FAMILY PORT FILE    FAMILY is 4 or 6; PORT 0 for servers; FILE is what to send
"""
import asyncio
import hashlib
import socket
import socketserver
import struct
import sys

kind, family_name, port_text, path = sys.argv[1:5]
family = socket.AF_INET6 if family_name == "6" else socket.AF_INET
host = "::1" if family_name == "6" else "127.0.0.1"
port = int(port_text)
with open(path, "rb") as source:
    payload = source.read()


def say(word, value):
    print(word, value, flush=True)


def read_all(stream):
    digest = hashlib.sha256()
    while block := stream.recv(65536):
        digest.update(block)
    return digest.hexdigest()


def client():
    with socket.create_connection((host, port), timeout=20) as stream:
        stream.sendall(payload)
        stream.shutdown(socket.SHUT_WR)
        say("hash", read_all(stream))


def resetting_client():
    with socket.create_connection((host, port), timeout=20) as stream:
        stream.sendall(payload)
        stream.recv(1)
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    say("hash", hashlib.sha256(payload).hexdigest())


def server():
    with socket.create_server((host, 0), family=family) as listener:
        say("port", listener.getsockname()[1])
        stream, _ = listener.accept()
        with stream:
            stream.sendall(payload)
            stream.shutdown(socket.SHUT_WR)
            say("hash", read_all(stream))


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(payload)
        self.request.shutdown(socket.SHUT_WR)
        say("hash", read_all(self.request))


class Server(socketserver.ThreadingTCPServer):
    address_family = family
    daemon_threads = False


def threading_server():
    with Server((host, 0), Handler) as listener:
        say("port", listener.server_address[1])
        listener.handle_request()


async def serve_async():
    done = asyncio.get_running_loop().create_future()

    async def serve(reader, writer):
        writer.write(payload)
        await writer.drain()
        writer.write_eof()
        received = await reader.read(-1)
        say("hash", hashlib.sha256(received).hexdigest())
        writer.close()
        done.set_result(True)

    listener = await asyncio.start_server(serve, host, 0, family=family)
    say("port", listener.sockets[0].getsockname()[1])
    await done


async def connect_async():
    reader, writer = await asyncio.open_connection(host, port, family=family)
    writer.write(payload)
    writer.write_eof()
    received = await reader.read(-1)
    say("hash", hashlib.sha256(received).hexdigest())
    writer.close()


def udp_client():
    with socket.socket(family, socket.SOCK_DGRAM) as datagrams:
        datagrams.settimeout(20)
        datagrams.sendto(payload, (host, port))
        answer, _ = datagrams.recvfrom(65536)
        say("hash", hashlib.sha256(answer).hexdigest())


def udp_server():
    with socket.socket(family, socket.SOCK_DGRAM) as datagrams:
        datagrams.settimeout(20)
        datagrams.bind((host, 0))
        say("port", datagrams.getsockname()[1])
        request, peer = datagrams.recvfrom(65536)
        datagrams.sendto(payload, peer)
        say("hash", hashlib.sha256(request).hexdigest())


kinds = {
    "client": client,
    "reset": resetting_client,
    "server": server,
    "threading": threading_server,
    "asyncio-server": lambda: asyncio.run(serve_async()),
    "asyncio-client": lambda: asyncio.run(connect_async()),
    "udp-client": udp_client,
    "udp-server": udp_server,
}
kinds[kind]()
