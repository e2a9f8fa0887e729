"""What the tests of failing disks and of kills share: cases of their own, run with and without the shim."""
import os
import shutil
import struct
import subprocess


class Place:
    """A case (case/) and the user's state (state/), copied from a base folder or empty, in a folder of its own."""

    def __init__(self, shim, root, base=None):
        self.shim = shim
        self.root = root
        self.case = os.path.join(root, "case")
        self.counters = root + ".counters"
        if base is not None:
            self.watched = self.case
            shutil.copytree(base, root, symlinks=True)
        else:
            self.watched = root
            os.mkdir(root)

    def environment(self, shim=None):
        """The surroundings of a command; the settings of the shim are FAILIO_ names without their head."""
        env = dict(os.environ, ATHAR_CASE=self.case, XDG_STATE_HOME=os.path.join(self.root, "state"))
        env["ASAN_OPTIONS"] = "verify_asan_link_order=0"
        if shim is not None:
            env.update(LD_PRELOAD=self.shim, FAILIO_DIR=self.watched, FAILIO_STATE=self.counters)
            env.update({"FAILIO_" + name: str(value) for name, value in shim.items()})
        return env

    def words(self, program, arguments):
        """{case} in an argument stands for the path of this case."""
        return [program] + [argument.replace("{case}", self.case) for argument in arguments]

    def run(self, program, *arguments, **shim):
        return subprocess.run(self.words(program, arguments), env=self.environment(shim or None), capture_output=True,
                              text=True, errors="replace", check=False)

    def start(self, program, *arguments, **shim):
        return subprocess.Popen(self.words(program, arguments), env=self.environment(shim), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)

    def counted(self):
        """Calls begun, calls done, the first write to data, the last sync of data, calls made to fail."""
        try:
            with open(self.counters, "rb") as f:
                return struct.unpack("<5Q", f.read(40))
        except (FileNotFoundError, struct.error):
            return 0, 0, 0, 0, 0

    def checkpoint(self):
        with open(os.path.join(self.case, "record", "checkpoint"), encoding="utf-8") as f:
            return f.read()

    def size(self):
        return int(self.checkpoint().split("\n")[1])

    def drop(self):
        shutil.rmtree(self.root)
        if os.path.exists(self.counters):
            os.unlink(self.counters)
