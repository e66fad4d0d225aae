"""What register files do to Skolespor, tried from outside.

`judge` is a second, slow and obvious program: it reads the files itself and says what must stand
afterwards, by docs/data.md and ADR 0013. It shares nothing with `src/`.
`stands` tells what really stands in a database; `python -m tests.registers.stands` tells it of a data
folder. `town` holds four small files as they come from a municipality and its neighbour.

| file | promises |
|---|---|
| test_judge | files of the demo command give exactly what the judge says, and no person a seat |
| test_spellings | the same facts in another encoding, format or order give the same content |
| test_two_tellers | what two municipalities tell is judged alike |
| test_order | so do parts of files, overlapping files, and files in any order |
| test_abuse | a damaged file is taken in whole or refused in Danish, and tells nothing of its cells |
| test_faults | what was found to be read badly, the smallest file of each: expected failures |
| test_bombs | files that unfold are refused soon and in little memory |
| test_crash | a run that was killed has done everything or nothing |
| test_at_once | two runs at the same moment end as one after the other |
| test_neighbours | another municipality's file changes, opens and reveals nothing |
| test_formulas | a cell that a spreadsheet would calculate leaves the house as text |

`mutations` and `bombs` make files, `spelling` writes them in other ways, `leaks` looks for numbers.
`stop_at` kills runs and starts two at once, `houses` and `runs` start processes.
The small share of each runs always, the wide one with `run.py test --long`.
"""
