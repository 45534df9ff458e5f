"""How far a process grew: the kernel's own high-water mark, reset before and read after. Linux only."""

from pathlib import Path

_CLEAR_REFS = Path("/proc/self/clear_refs")


def idle() -> int:
    """Forget the high-water mark of this process; returns its size now, in bytes."""
    _CLEAR_REFS.write_text("5")
    return _field("VmRSS", "self")


def peak(process: int | None = None) -> int:
    """The largest size of a process (default: this one) since its `idle`, in bytes; 0 where it is gone."""
    try:
        return _field("VmHWM", "self" if process is None else str(process))
    except (FileNotFoundError, ProcessLookupError, StopIteration):
        return 0


def _field(name: str, process: str) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
