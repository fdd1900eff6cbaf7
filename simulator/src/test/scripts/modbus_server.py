"""A Modbus server by pymodbus: modbus_server.py PORT [ADDRESS=VALUE]...

Serves Modbus TCP for unit 1 on the loopback address, with the given input and holding registers (both alike, addresses from 0) among
1000. Prints "ready" when it listens; ends when it is killed.
"""

import sys
import threading
import time
import socket

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartTcpServer


def announce(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            print("ready", flush=True)
            return
        except OSError:
            time.sleep(0.05)


def main():
    port = int(sys.argv[1])
    words = [0] * 1000
    for given in sys.argv[2:]:
        address, value = given.split("=")
        words[int(address)] = int(value) & 0xFFFF
    store = ModbusSlaveContext(
        hr=ModbusSequentialDataBlock(0, list(words)),
        ir=ModbusSequentialDataBlock(0, list(words)),
        zero_mode=True,
    )
    threading.Thread(target=announce, args=(port,), daemon=True).start()
    StartTcpServer(context=ModbusServerContext(slaves={1: store}, single=False), address=("127.0.0.1", port))


main()
