"""What the server of failing processes imports before it forks any: `bench._faulted`, and everything that a task needs."""

from bench._faulted import warm

warm()
