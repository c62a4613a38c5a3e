"""How often a password may be tried: by one client, for one name, and by all together."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

#: seconds in which failures are counted
WINDOW_SECONDS = 900.0
#: failures a client within the window (OWASP's guide on authentication leaves the number open; chosen, not measured)
MAX_FAILURES_OF_CLIENT = 5
#: failures of everybody within the window: with 50 ms a password this is a thousandth of a core
MAX_FAILURES_OF_ALL = 100
#: clients remembered; the one heard of longest ago is forgotten first
MAX_CLIENTS = 10_000


@dataclass(slots=True)
class Attempts:
    """Failed log-ins of the last minutes; times are seconds of a monotonic clock."""

    by_client: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    of_all: deque[float] = field(default_factory=deque)

    def wait_for(self, client: str, now: float) -> float:
        """Return how many seconds a client has to wait before it may try again; 0 where it need not wait."""
        own = self.by_client.get(client, deque())
        return max(_wait(own, MAX_FAILURES_OF_CLIENT, now), _wait(self.of_all, MAX_FAILURES_OF_ALL, now))

    def failed(self, client: str, now: float) -> None:
        """Count a failure."""
        own = self.by_client.setdefault(client, deque(maxlen=MAX_FAILURES_OF_CLIENT))
        self.by_client.move_to_end(client)
        own.append(now)
        self.of_all.append(now)
        while len(self.of_all) > MAX_FAILURES_OF_ALL:
            self.of_all.popleft()
        while len(self.by_client) > MAX_CLIENTS:
            self.by_client.popitem(last=False)

    def succeeded(self, client: str) -> None:
        """Forget the failures of a client that has logged in."""
        self.by_client.pop(client, None)


def _wait(failures: deque[float], most: int, now: float) -> float:
    return max(0.0, failures[-most] + WINDOW_SECONDS - now) if len(failures) >= most else 0.0
