"""Makes independent.json: economics worked by numpy-financial, which knows nothing of this project's code.

    python3 -m venv /tmp/npf && /tmp/npf/bin/pip install numpy-financial==1.0.0
    /tmp/npf/bin/python test/unit/server/draft/independent.py > test/unit/server/draft/independent.json

NPV, IRR and the check by RATE are the library's; depreciation is numpy-less straight line (SLN); taxes are worked year by year.
"""

import json
import random

import numpy as np
import numpy_financial as npf

rng = random.Random(20250101)


def case(name, investment, benefit, life, rate, tax, fixed=None, salvage=0.0):
    fixed_assets = investment if fixed is None else fixed
    depreciation = max(0.0, fixed_assets - salvage) / life
    # Year by year, as a ledger would: profit before tax, tax on a profit only, and what is left in cash.
    flows = [-investment]
    for _ in range(life):
        profit = benefit - depreciation
        flows.append(benefit - (profit * tax if profit > 0 else 0.0))
    f = flows[1]
    out = {
        "depreciation": depreciation,
        "cashFlow": f,
        "npv": float(npf.npv(rate, flows)),
        "payback": 0.0 if investment <= 0 else (investment / f if f > 0 else None),
        "simplePayback": 0.0 if investment <= 0 else (investment / benefit if benefit > 0 else None),
        "npvr": float(npf.npv(rate, flows)) / investment if investment > 0 else None,
        "irr": None,
    }
    if investment > 0 and f > 0:
        irr = float(npf.irr(flows))
        if np.isnan(irr):
            irr = float(npf.rate(life, f, -investment, 0, guess=max(-0.9, f / investment - 1 / life), maxiter=1000, tol=1e-14))
        scale = abs(npf.npv(irr, [abs(x) for x in flows])) + investment
        assert abs(npf.npv(irr, flows)) < 1e-7 * scale, (name, irr)
        out["irr"] = irr
    given = {"investment": investment, "benefit": benefit, "life": life, "discountRate": rate, "taxRate": tax}
    if fixed is not None:
        given["fixedAssets"] = fixed
    if salvage:
        given["salvage"] = salvage
    return {"name": name, "given": given, "expected": out}


cases = [
    case("worked example of the practice note", 60, 26.8, 10, 0.08, 0.25),
    case("its saving 20 % less", 60, 21.44, 10, 0.08, 0.25),
    case("its saving 20 % more", 60, 32.16, 10, 0.08, 0.25),
    case("no investment", 0, 50_000, 10, 0.08, 0.25),
    case("no benefit", 100_000, 0, 10, 0.08, 0.25),
    case("negative benefit", 100_000, -20_000, 10, 0.08, 0.25),
    case("discount rate 0", 100_000, 30_000, 8, 0.0, 0.25),
    case("discount rate 300 %", 100_000, 30_000, 8, 3.0, 0.25),
    case("life of one year", 100_000, 130_000, 1, 0.08, 0.25),
    case("life of one year, never recovered", 100_000, 60_000, 1, 0.08, 0.25),
    case("fifty years", 1_000_000, 120_000, 50, 0.05, 0.15),
    case("benefit below depreciation", 1_000_000, 40_000, 10, 0.08, 0.25),
    case("negative IRR", 1_000_000, 90_000, 10, 0.08, 0.25),
    case("recovered within weeks", 10_000, 5_000_000, 10, 0.08, 0.25),
    case("no tax", 500_000, 120_000, 12, 0.06, 0.0),
    case("all is taxed", 500_000, 120_000, 12, 0.06, 1.0),
    case("salvage", 800_000, 210_000, 10, 0.08, 0.25, salvage=40_000),
    case("part is no fixed asset", 800_000, 210_000, 10, 0.08, 0.25, fixed=550_000),
    case("both", 800_000, 210_000, 10, 0.08, 0.15, fixed=650_000, salvage=32_500),
]
for i in range(41):
    investment = round(10 ** rng.uniform(3, 8), 2)
    cases.append(
        case(
            f"drawn {i + 1}",
            investment,
            round(investment * rng.uniform(0.02, 1.4), 2),
            rng.choice([1, 2, 3, 5, 8, 10, 12, 15, 20, 25]),
            round(rng.uniform(0, 0.3), 4),
            rng.choice([0.15, 0.2, 0.25]),
            fixed=round(investment * rng.uniform(0.5, 1), 2) if i % 3 == 0 else None,
        )
    )
print(json.dumps({"madeWith": "numpy-financial 1.0.0, independent.py", "cases": cases}, indent=1))
