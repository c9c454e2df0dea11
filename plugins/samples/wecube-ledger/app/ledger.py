"""A ledger of accounts, for WeCube: one service that answers at once, one that calls back, and accounts that can be queried."""
import json
import logging
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import subsystem

CONF = "/opt/ledger/conf/ledger.conf"
SESSION = subsystem.from_environment()
SIGNING_KEY = os.environ["JWT_SIGNING_KEY"]
LOCK = threading.Lock()
ACCOUNTS = {
    key: {"id": key, "displayName": name, "owner": owner, "balance": balance, "parent": parent}
    for key, name, owner, balance, parent in [
        ("a-1", "Rent", "ann", 100, None),
        ("a-2", "Travel", "bob", 20, "a-1"),
        ("a-3", "Closed", "bob", 0, "a-1"),
    ]
}
MODEL = [
    {
        "name": "account",
        "displayName": "Account",
        "description": "An account of the ledger",
        "attributes": [
            {"name": "id", "dataType": "str", "description": "Its id", "mandatory": True},
            {"name": "displayName", "dataType": "str", "description": "Its name"},
            {"name": "owner", "dataType": "str", "description": "Whose it is"},
            {"name": "balance", "dataType": "int", "description": "What is on it"},
            {"name": "parent", "dataType": "ref", "refPackageName": "ledger", "refEntityName": "account", "refAttributeName": "id", "multiple": "N"},
        ],
    }
]


def matches(record, condition):
    value, op, wanted = record.get(condition["attrName"]), condition["op"], condition.get("condition")
    return {
        "eq": lambda: value == wanted,
        "neq": lambda: value != wanted,
        "in": lambda: value in wanted,
        "like": lambda: str(wanted).lower() in str(value).lower(),
        "gt": lambda: value is not None and value > wanted,
        "lt": lambda: value is not None and value < wanted,
        "is": lambda: value is None,
        "isnot": lambda: value is not None,
    }[op]()


def query(body):
    unknown = set(body) - {"additionalFilters"}
    if unknown:
        return {"status": "ERROR", "message": f"unknown: {sorted(unknown)}", "data": None}
    conditions = body.get("additionalFilters") or []
    return {"status": "OK", "message": "Success", "data": [one for one in ACCOUNTS.values() if all(matches(one, each) for each in conditions)]}


def update(body):
    with LOCK:
        for one in body:
            ACCOUNTS[one["id"]].update(one)
    return {"status": "OK", "message": "Success", "data": [ACCOUNTS[one["id"]] for one in body]}


def credit(body):
    outputs = []
    for one in body["inputs"]:
        account = ACCOUNTS.get(one["account"])
        output = {"callbackParameter": one["callbackParameter"], "errorCode": "0", "errorMessage": ""}
        if account is None or account["displayName"] == "Closed":
            output.update(errorCode="1", errorMessage=f"The account {one['account']} takes no money")
        elif account["displayName"] == "Lost":
            continue
        else:
            with LOCK:
                account["balance"] += int(one["amount"])
            output.update(balance=account["balance"], booked=f"{one['amount']} {one['unit']}")
        outputs.append(output)
    failed = any(one["errorCode"] != "0" for one in outputs)
    return {"resultCode": "1" if failed else "0", "resultMessage": "some failed" if failed else "success", "results": {"outputs": outputs}}


def audit(body):
    threading.Thread(target=call_back, args=(body,), daemon=True).start()
    return {"resultCode": "0", "resultMessage": "", "results": {"outputs": []}}


def call_back(body):
    time.sleep(0.5)
    outputs = [
        {"callbackParameter": one["callbackParameter"], "errorCode": "0", "errorMessage": "", "verdict": "sound" if ACCOUNTS[one["account"]]["balance"] else "empty"}
        for one in body["inputs"]
    ]
    answer = {"resultCode": "0", "resultMessage": "success", "results": {"requestId": body["requestId"], "outputs": outputs}}
    for pause in (1, 2, 4, 8, 15, 15):
        try:
            told = SESSION.call("POST", "/platform/v1/process/instances/callback", answer)
            logging.info("called back for %s: %s", body["requestId"], told)
            return
        except OSError as failed:
            logging.warning("could not call back for %s: %s", body["requestId"], failed)
            time.sleep(pause)


ROUTES = {
    ("POST", "/ledger/entities/account/query"): query,
    ("POST", "/ledger/entities/account/update"): update,
    ("POST", "/ledger/v1/accounts/credit"): credit,
    ("POST", "/ledger/v1/accounts/audit"): audit,
    ("GET", "/ledger/data-model"): lambda body: {"status": "OK", "message": "Success", "data": MODEL},
    ("GET", "/ledger/v1/about"): lambda body: about(),
}


def about():
    with open(CONF, encoding="utf-8") as conf:
        settings = json.load(conf)
    return {"status": "OK", "message": "", "data": {**settings, "zone": os.environ.get("TZ", ""), "user": os.getuid(), "note": os.environ["LEDGER_NOTE"]}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def serve(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        who = subsystem.caller(self.headers.get("Authorization"), SIGNING_KEY)
        route = ROUTES.get((self.command, self.path))
        logging.info("%s %s by %s", self.command, self.path, who)
        if who is None:
            self.answer(401, {"status": "ERROR", "message": "Not signed with the key of this plugin", "data": None})
        elif route is None:
            self.answer(404, {"status": "ERROR", "message": "There is nothing here", "data": None})
        else:
            self.answer(200, route(body))

    do_GET = do_POST = serve

    def answer(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, text, *values):
        """What is of interest is logged above."""


if __name__ == "__main__":
    os.setgid(4711)
    os.setuid(4711)
    logging.basicConfig(filename="/var/log/ledger/ledger.log", level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    SESSION.access_token()
    logging.info("signed in as %s", SESSION.code)
    ThreadingHTTPServer(("", int(os.environ["LEDGER_PORT"])), Handler).serve_forever()
