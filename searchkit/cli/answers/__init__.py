"""What commands have to say: one module a kind of answer, with its JSON form and its view for people."""
