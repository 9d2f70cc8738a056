"""Who agreed to which rule: each line of rule_agreements must name a rule that is in force."""

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Rules
from orchestration.rules.sentences import rule_sentences


def judge_agreements(rules: Rules) -> None:
    """Raise RuleError for an agreement about no rule; the other files must have been judged."""
    file = rules.files["rule_agreements"]
    if not file.rows:
        return
    known = {(said.rule_file, said.agreement_id) for said in rule_sentences(rules)}
    for row in file.rows:
        if (row["rule_file"], row["rule_id"]) not in known:
            raise RuleError(
                f"{file.path}, line {file.line_of(row)}, rule_id: {row['rule_id']!r}: "
                f"no rule of {row['rule_file']}"
            )
