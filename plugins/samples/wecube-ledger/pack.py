"""Packs the plugin as WeCube's plugins are packed, a zip of register.xml and image.tar, without Docker: pack.py BASE.tar PACKAGE.zip

BASE.tar is an image with Python in the form of `docker save`; deploy/images/python-base.sh makes one.
"""
import hashlib
import io
import json
import pathlib
import sys
import tarfile
import zipfile

HERE = pathlib.Path(__file__).parent
TAG = "ledger:v1.0.0"
FILES = {"start.sh": 0o755, "ledger.py": 0o644, "subsystem.py": 0o644}


def entry(name, data=b"", mode=0o644, kind=tarfile.REGTYPE):
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.type = len(data), mode, kind
    return info, io.BytesIO(data)


def layer():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for folder in ("opt/ledger", "opt/ledger/conf", "var/log/ledger", "certs"):
            tar.addfile(entry(folder, mode=0o755, kind=tarfile.DIRTYPE)[0])
        for name, mode in FILES.items():
            tar.addfile(*entry(f"opt/ledger/{name}", (HERE / "app" / name).read_bytes(), mode))
        tar.addfile(*entry("opt/ledger/conf/ledger.conf", (HERE / "app" / "ledger.conf").read_bytes()))
    return out.getvalue()


def image(base_file):
    """The base with one more layer; it starts as root, and takes its own user when it has arranged its files."""
    out, added = io.BytesIO(), layer()
    with tarfile.open(base_file) as base, tarfile.open(fileobj=out, mode="w") as tar:
        listed = json.load(base.extractfile("manifest.json"))[0]
        config = json.load(base.extractfile(listed["Config"]))
        for name in listed["Layers"]:
            tar.addfile(base.getmember(name), base.extractfile(name))
        config["rootfs"]["diff_ids"].append("sha256:" + hashlib.sha256(added).hexdigest())
        config.get("history", []).append({"created_by": "pack.py"})
        config["config"].pop("User", None)
        config["config"].update({"Cmd": ["/bin/sh", "/opt/ledger/start.sh"], "WorkingDir": "/opt/ledger"})
        text = json.dumps(config, sort_keys=True).encode()
        name = hashlib.sha256(text).hexdigest() + ".json"
        manifest = [{"Config": name, "RepoTags": [TAG], "Layers": [*listed["Layers"], "ledger/layer.tar"]}]
        tar.addfile(*entry("ledger/layer.tar", added))
        tar.addfile(*entry(name, text))
        tar.addfile(*entry("manifest.json", json.dumps(manifest).encode()))
    return out.getvalue()


def main(base, package):
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in (("register.xml", (HERE / "register.xml").read_bytes()), ("image.tar", image(base))):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(*sys.argv[1:])
