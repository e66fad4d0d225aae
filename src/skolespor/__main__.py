from skolespor.cli import main

main()
