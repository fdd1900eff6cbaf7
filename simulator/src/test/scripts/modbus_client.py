"""Speaks to a Modbus device with pymodbus: modbus_client.py tcp|rtu-over-tcp|serial PLACE UNIT STEP...

PLACE is a port on the loopback address, or the path of a serial line (9600 8N1). A STEP is r4:ADDRESS:COUNT (input registers),
r3:ADDRESS:COUNT (holding registers), w6:ADDRESS:VALUE or w16:ADDRESS:VALUE,VALUE. Addresses count from 0. Prints one line for each
step: its values, "written", or "exception CODE".
"""

import sys
import time

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.transaction import ModbusRtuFramer


def main():
    kind, place, unit = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if kind == "serial":
        client = ModbusSerialClient(place, baudrate=9600, timeout=3)
    elif kind == "rtu-over-tcp":
        client = ModbusTcpClient("127.0.0.1", port=int(place), framer=ModbusRtuFramer, timeout=3)
    else:
        client = ModbusTcpClient("127.0.0.1", port=int(place), timeout=3)
    if not client.connect():
        sys.exit("cannot connect to " + place)
    for step in sys.argv[4:]:
        what, address, rest = step.split(":")
        address = int(address)
        if what == "r4":
            reply = client.read_input_registers(address, int(rest), slave=unit)
        elif what == "r3":
            reply = client.read_holding_registers(address, int(rest), slave=unit)
        elif what == "w6":
            reply = client.write_register(address, int(rest), slave=unit)
        else:
            reply = client.write_registers(address, [int(word) for word in rest.split(",")], slave=unit)
        if reply.isError():
            code = getattr(reply, "exception_code", None)
            print("exception %d" % code if code is not None else "no reply: %s" % reply)
        elif what.startswith("r"):
            print(" ".join(str(word) for word in reply.registers))
        else:
            print("written")
        time.sleep(0.02)
    client.close()


main()
