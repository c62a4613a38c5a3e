"""What a text on a case says of it: names, docket numbers, the stage it has reached, facts that set it apart."""
