"""What the evaluator says about a file or a folder of files, through the whole pipeline."""

from pathlib import Path

from evaluator.api.agreements import Agreement, examine_agreement
from evaluator.api.examine import examine_scenario
from evaluator.api.patterns import examine_pattern
from evaluator.diagnostics import Diagnostic, Findings
from evaluator.library.consolidated import AgreementChain
from evaluator.library.load import chain_of, load_chain, load_located
from evaluator.library.locate import Located, Root, split_reference
from evaluator.library.patterns import pattern_of
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.model.read_scenario import read_scenario
from evaluator.model.read_vocabulary import read_vocabulary
from evaluator.receipts.reading import read_receipt
from evaluator.source import Source
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml


def diagnose(path: Path) -> list[Diagnostic]:
    """All findings on a case, sorted.

    A folder with a `scenario.yaml` is that scenario, with its agreements beside it, one with a `receipt.json` that
    receipt; any other folder is an agreement.
    A file is told by its keys. Names of files in the findings are relative to the case.
    """
    findings = Findings()
    if (path / "scenario.yaml").is_file():
        _diagnose_file(path / "scenario.yaml", findings)
    elif (path / "receipt.json").is_file():
        source = read_source(path / "receipt.json", findings, name="receipt.json")
        if source is not None:
            read_receipt(source, findings)
    elif path.is_dir():
        _diagnose_agreement(load_located(Located(path, ""), findings), findings)
    else:
        _diagnose_file(path, findings)
    return list(findings)


def diagnose_text(text: str) -> list[Diagnostic]:
    """All findings on an agreement of one file that is given as a text, sorted."""
    findings = Findings()
    _diagnose_agreement(chain_of([Source("agreement.yaml", text)], findings), findings)
    return list(findings)


def _diagnose_agreement(chain: AgreementChain | None, findings: Findings) -> None:
    if chain is not None:
        examine_agreement(chain, findings)


def _diagnose_file(path: Path, findings: Findings) -> None:
    source = read_source(path, findings, name=path.name)
    if source is None:
        return
    scratch = Findings()
    node = read_yaml(source, scratch)
    match FileKind.UNKNOWN if node is None else kind_of(node):
        case FileKind.SCENARIO:
            findings.extend(scratch)
            scenario = None if node is None else read_scenario(node, findings)
            if scenario is None:
                return
            roots = [Root(path.parent, "", "beside the scenario")]
            incomplete = findings.has_errors
            reference, pin = split_reference(scenario.agreement.text)
            span = scenario.agreement.span
            chain = load_chain(reference, roots, findings, span=span, beside=path.parent)
            if chain is not None:
                agreement = Agreement(chain)
                examine_scenario(scenario, agreement, pin, scenario.as_of, findings, incomplete=incomplete)
        case FileKind.PATTERN:
            pattern = pattern_of(path, path.name, findings)
            if pattern is not None:
                examine_pattern(pattern, findings)
        case FileKind.VOCABULARY:
            findings.extend(scratch)
            if node is not None:
                read_vocabulary(node, findings)
        case FileKind.AGREEMENT | FileKind.UNKNOWN:
            _diagnose_agreement(chain_of([source], findings), findings)
