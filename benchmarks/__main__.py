"""Every benchmark, one after another: `make bench`. Exits with 1 where a bar of any of them fails."""

import subprocess
import sys

BENCHMARKS = ("figures", "collect", "ledger", "quiet_pass")


def main() -> int:
    """Run each in a process of its own, the rest too where one fails."""
    failed = []
    for name in BENCHMARKS:
        print(f"\n== {name}\n", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode != 0:
            failed.append(name)
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall bars hold")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
