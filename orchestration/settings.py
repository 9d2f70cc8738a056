"""Every path and knob the pipeline reads, in one frozen object.

Only this module looks at the environment. Everything else receives a `Settings` and can therefore
be pointed at a temporary directory by a test.
"""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPO_ROOT = Path(__file__).resolve().parents[1]
DBT_SOURCES = REPO_ROOT / "dbt_project"


class Settings(BaseSettings):
    """Configuration of one run; any field can be set by a `PROGRESSION_` environment variable."""

    model_config = SettingsConfigDict(env_prefix="PROGRESSION_", frozen=True)

    home: Path = Path("var")
    work_name: str = "work"
    input: Path | None = None
    rules: Path | None = None
    as_of: date | None = None
    business_timezone: str = "UTC"
    memory_limit: str = "4GB"
    # None: one over little data, else one per core.
    threads: int | None = Field(default=None, ge=1)
    keep_revisions: int = 5
    daily_at: str = "05:00"
    # They hold passwords and tokens.
    alert_urls: SecretStr = SecretStr("")
    alert_daily_cap: int = Field(default=50, ge=0)
    alert_max_age_days: int = Field(default=3, ge=0)

    @field_validator("home", "input", "rules")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().absolute()

    @field_validator("business_timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone") from error
        return name

    @property
    def has_alerts(self) -> bool:
        """Whether any channel for notices is named."""
        return bool(self.alert_urls.get_secret_value().strip())

    @property
    def work_dir(self) -> Path:
        """Everything that can be rebuilt: working database, rendered dbt project, spill files."""
        return self.home / self.work_name

    @property
    def warehouse_path(self) -> Path:
        """The working database; one process writes it, BI never opens it."""
        return self.work_dir / "warehouse.duckdb"

    @property
    def dbt_dir(self) -> Path:
        """The dbt project as it runs: the sources with the rule files in force."""
        return self.work_dir / "dbt_project"

    @property
    def dagster_dir(self) -> Path:
        """Dagster's own storage."""
        return self.home / "dagster"
