"""`cpecwatch config`: every setting, its value and where it came from."""

from flows.settings import Settings, load_configuration
from review.options import AsJson, Home
from review.terminal import out, show_json, show_table


def config(home: Home = None, as_json: AsJson = False) -> None:
    """Show every setting, its value and where it came from (secrets are masked).

    Settings stand in cpecwatch.toml in the data folder; CPECWATCH_<NAME> goes over it.

    Example: CPECWATCH_TIMEZONE=Asia/Karachi cpecwatch config
    """
    configuration = load_configuration(home)
    values = {name: getattr(configuration.settings, name) for name in Settings.model_fields}
    if as_json:
        show_json(
            {"home": str(configuration.home)}
            | {name: {"value": _shown(value), "from": configuration.origins[name]} for name, value in values.items()}
        )
        return
    rows = [
        (
            name,
            _shown(value) if value or value == 0 else "–",
            configuration.origins[name],
            Settings.model_fields[name].description,
        )
        for name, value in values.items()
    ]
    out.print(f"data folder: {configuration.home}", markup=False)
    show_table("settings", ("setting", "value", "from", "meaning"), rows)


def _shown(value: object) -> object:
    if isinstance(value, dict):
        return {name: str(secret) for name, secret in value.items()}
    return value if value is None or isinstance(value, int | float | str) else str(value)
