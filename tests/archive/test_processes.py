"""Tasks in worker processes: results in order, and a task that kills its process is the only one to suffer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from searchkit.archive.building.processes import Processes

KILLER = 13


def square(task: int) -> int:
    if task == KILLER:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * task


def refuse(task: int) -> int:
    raise OSError(f"no {task}")


def process_of(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(count: int) -> None:
    with Processes(square, count) as processes:
        assert list(processes.results(iter(range(12)))) == [(task, task * task) for task in range(12)]


@pytest.mark.parametrize("place", [0, 7, 19])
def test_a_task_that_kills_its_process_has_no_result_and_all_others_have(place: int) -> None:
    tasks = [*range(20, 20 + place), KILLER, *range(50, 69 - place)]
    with Processes(square, 2) as processes:
        found = list(processes.results(tasks))
    assert found == [(task, None if task == KILLER else task * task) for task in tasks]


def test_several_killers() -> None:
    tasks = [1, KILLER, 2, KILLER, KILLER, 3]
    with Processes(square, 2) as processes:
        assert [result for _, result in processes.results(tasks)] == [1, None, 4, None, None, 9]


def test_killers_among_processes_that_are_not_forked() -> None:
    """Beside another thread they are started one by one, and some while others are killed."""
    over = threading.Event()
    beside = threading.Thread(target=over.wait)
    beside.start()
    try:
        with Processes(square, 3) as processes:
            found = [result for _, result in processes.results([KILLER, 1, KILLER, 2, 3, KILLER])]
    finally:
        over.set()
        beside.join()
    assert found == [None, 1, None, 4, 9, None]


def test_a_single_task_is_done_here_and_several_elsewhere() -> None:
    with Processes(process_of, 2) as processes:
        assert [result for _, result in processes.results([1])] == [os.getpid()]
    with Processes(process_of, 2) as processes:
        assert os.getpid() not in [result for _, result in processes.results([1, 2, 3])]


@pytest.mark.parametrize("tasks", [[1], [1, 2, 3]])
def test_what_the_work_raises_is_raised(tasks: list[int]) -> None:
    with Processes(refuse, 2) as processes, pytest.raises(OSError, match="no 1"):
        list(processes.results(tasks))


def test_a_script_is_not_run_again_by_the_processes_it_asks_for(tmp_path: Path) -> None:
    """With other threads about, processes are started afresh, and have to know what to do without the script."""
    (tmp_path / "corpus").mkdir()
    for number in range(600):
        (tmp_path / "corpus" / f"a{number}.txt").write_text(f"Talks {number}\n\nOn the state of trade.\n")
    (tmp_path / "script.py").write_text(
        "import threading, searchkit\n"
        "with open('runs', 'a') as file: file.write('run ')\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "report = searchkit.rebuild('corpus', 'index', workers=2, wait=0.1)\n"
        "print(report.added, report.skipped)\n"
    )
    ran = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.stdout, ran.stderr) == ("600 ()\n", "")
    assert (tmp_path / "runs").read_text() == "run "


def note_and(end: str, path: Path) -> str:
    """Says in a file which process it runs in, and kills the first one if told so."""
    with path.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if end == "kill" and len(path.read_text().splitlines()) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return end


@pytest.mark.parametrize(("tasks", "elsewhere"), [([1], False), ([1, 2, 3], True)])
def test_another_job_runs_in_a_process_if_there_is_one(
    tmp_path: Path, tasks: list[int], elsewhere: bool
) -> None:
    with Processes(square, 2) as processes:
        list(processes.results(tasks))
        assert processes.start(partial(note_and, "done", tmp_path / "pids"))() == "done"
    assert ((tmp_path / "pids").read_text() != f"{os.getpid()}\n") is elsewhere


def test_another_job_whose_process_is_killed_is_done_here(tmp_path: Path) -> None:
    with Processes(square, 2) as processes:
        list(processes.results([1, 2, 3]))
        assert processes.start(partial(note_and, "kill", tmp_path / "pids"))() == "kill"
    there, here = (tmp_path / "pids").read_text().split()
    assert there != here == str(os.getpid())


def test_no_process_is_left_when_the_context_ends_early() -> None:
    with Processes(process_of, 2) as processes:
        pids = [pid for _, pid in islice(processes.results(range(99)), 3)]
    for pid in pids:
        assert pid
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
