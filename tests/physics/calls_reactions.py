"""One valid call of every public function of heterostructures.physics.reactions."""

EQUATION = "Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo"

CALLS = {
    "read_side": {"side": "2 Na+ + 2 e- + S"},
    "imbalance": {"equation": EQUATION},
    "equation_letters": {"equation": EQUATION},
    "read_reaction": {"equation": EQUATION, "amounts": {"x": 0.5}},
    "balance": {"equation": "Na{x}MoS2 + Na+ + e- -> Na2S + Mo"},
}
