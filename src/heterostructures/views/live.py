"""Building blocks of charts with sliders: controls, and quantities that the page computes from them.

A chart with sliders computes closed formulas in the page, as Vega expressions. The same formulas are Python
functions in :mod:`heterostructures.physics`; a browser test moves the sliders and compares the two. So an expression
here may be short, but must be the formula of the function that its chart names.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
from scipy import constants

from heterostructures.physics.bands import PER_CM3_IN_PER_M3, REFERENCE_TEMPERATURE_K

# Constants of nature, as numbers in expressions.
BOLTZMANN_EV_PER_K = repr(constants.k / constants.e)
ELEMENTARY_CHARGE_C = repr(constants.e)
VACUUM_PERMITTIVITY_F_PER_M = repr(constants.epsilon_0)


class Controls:
    """The sliders and computed quantities of one chart, in the order in which they depend on each other.

    Parameters
    ----------
    prefix : str
        Put before every name, because the charts of a page share one name space in the tests and for the reader
        of the page's source.

    Examples
    --------
    >>> controls = Controls("demo")
    >>> width = controls.slider("width_nm", "Width (nm)", 1, 10, 1, 5)
    >>> area = controls.compute("area_nm2", f"{width} * {width}")
    >>> area, len(controls.parameters)
    ('demo_area_nm2', 2)
    """

    def __init__(self, prefix: str):
        self.prefix = prefix
        self.parameters: list[alt.Parameter] = []

    def slider(self, name: str, label: str, low: float, high: float, step: float, value: float) -> str:
        """Add a slider; return the name by which expressions call it."""
        full = f"{self.prefix}_{name}"
        bind = alt.binding_range(min=low, max=high, step=step, name=label)
        self.parameters.append(alt.param(name=full, value=value, bind=bind))
        return full

    def choice(self, name: str, label: str, options: Sequence[str], value: str) -> str:
        """Add a list of choices; return the name by which expressions call the chosen one."""
        full = f"{self.prefix}_{name}"
        self.parameters.append(
            alt.param(name=full, value=value, bind=alt.binding_select(options=list(options), name=label))
        )
        return full

    def compute(self, name: str, expression: str) -> str:
        """Add a computed quantity; return the name by which later expressions call it."""
        full = f"{self.prefix}_{name}"
        self.parameters.append(alt.param(name=full, expr=expression))
        return full


def thermal_energy_eV(controls: Controls, temperature_K: str) -> str:
    """Add kT in eV, as :func:`heterostructures.physics.bands.thermal_energy_eV`; return its name."""
    return controls.compute("thermal_energy_eV", f"{BOLTZMANN_EV_PER_K} * {temperature_K}")


def conduction_edge_above_fermi_level_eV(
    controls: Controls,
    side: str,
    *,
    gap_eV: str,
    net_doping_per_cm3: str,
    conduction_density_300K_per_cm3: str,
    valence_density_300K_per_cm3: str,
    thermal_energy: str,
    temperature_K: str,
) -> str:
    """Add the conduction edge above the Fermi level of a neutral bulk; return its name.

    The formula is that of :func:`heterostructures.physics.bands.conduction_edge_above_fermi_level_eV`. Above 20,
    arsinh(exp(r)) is r + ln 2 within 1e-17.
    """
    scale = f"1.5 * log({temperature_K} / {REFERENCE_TEMPERATURE_K})"
    log_conduction = controls.compute(f"{side}_log_nc", f"log({conduction_density_300K_per_cm3}) + {scale}")
    log_valence = controls.compute(f"{side}_log_nv", f"log({valence_density_300K_per_cm3}) + {scale}")
    log_intrinsic = controls.compute(
        f"{side}_log_ni", f"0.5 * ({log_conduction} + {log_valence} - ({gap_eV}) / {thermal_energy})"
    )
    ratio = controls.compute(f"{side}_log_ratio", f"log(abs({net_doping_per_cm3}) / 2) - {log_intrinsic}")
    arsinh = f"({ratio} > 20 ? {ratio} + LN2 : log(exp({ratio}) + sqrt(exp(2 * {ratio}) + 1)))"
    return controls.compute(
        f"{side}_edge_above_fermi_eV",
        f"{thermal_energy} * ({log_conduction} - {log_intrinsic} - ({net_doping_per_cm3} < 0 ? -1 : 1) * {arsinh})",
    )


def depletion_width_nm(controls: Controls, side: str, permittivity: str, doping_per_cm3: str, bending_V: str) -> str:
    """Add a depletion width, as :func:`heterostructures.physics.junctions.depletion_width_nm`; return its name."""
    return controls.compute(
        f"{side}_width_nm",
        f"1e9 * sqrt(2 * ({permittivity}) * {VACUUM_PERMITTIVITY_F_PER_M} * max({bending_V}, 0)"
        f" / ({ELEMENTARY_CHARGE_C} * abs({doping_per_cm3}) * {PER_CM3_IN_PER_M3!r}))",
    )
