from tests.cases.sharing.exclusion_steps import net  # noqa: F401  (a fixture)
