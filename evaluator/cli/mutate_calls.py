"""The call that `clauses mutate` makes into the package; all imports wait until they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.mutations.survey import Survey


def survey_of(
    reference: str,
    paths: Sequence[str],
    folders: Sequence[str],
    *,
    every: int,
    jobs: int,
    find: bool,
    progress: Callable[[int, int], None] | None,
) -> Survey:
    """Which changes of an agreement's text, or of one version (`NAME@VERSION`), the scenarios notice.

    With `find`, scenarios are looked for that would kill the survivors.

    Raises:
        InputError: the agreement or a scenario has errors.
        QuestionError: there is no such version, no scenario expects anything of it, or one fails as the text is.
    """
    from evaluator.api.agreements import load_agreement
    from evaluator.api.mutate import mutate
    from evaluator.check.words import nearest
    from evaluator.diagnostics import QuestionError
    from evaluator.library.locate import split_reference

    name, version = split_reference(reference)
    agreement = load_agreement(name, library=folders)
    if version is not None and version not in agreement.versions:
        raise QuestionError(f"there is no version `{version}`; {nearest(version, agreement.versions, 'versions')}")
    survey = mutate(agreement, paths, version=version, every=every, jobs=jobs, library=folders, progress=progress)
    if not find:
        return survey
    from evaluator.generation.killers import with_killers

    return with_killers(survey, agreement)
