"""Printings of 42 people and some institutions in one archive; written for these tests.

Each person is a list of printings that must be one author; the last lists hold look-alikes of the first.
"""

PEOPLE = [
    ["John Bolton", "J. R. Bolton", "Bolton, John R.", "JOHN BOLTON", "John R. Bolton", "By John Bolton"],
    ["Michael Bolton", "MICHAEL BOLTON", "Bolton, Michael"],
    ["Gabriel García Márquez", "Gabriel Garcia Marquez", "García Márquez, Gabriel", "GABRIEL GARCÍA MÁRQUEZ"],
    ["Ursula von der Leyen", "Leyen, Ursula von der", "von der Leyen, Ursula", "U. von der Leyen"],
    ["Bashar al-Assad", "Al-Assad, Bashar", "BASHAR AL-ASSAD", "Bashar Assad"],
    ["KIM Jong-un", "Kim Jong-un", "Kim, Jong-un"],
    ["KIM Yo-jong", "Kim Yo-jong", "KIM YO-JONG"],
    ["MURAKAMI Haruki", "Haruki Murakami", "Murakami, Haruki", "H. Murakami"],
    ["MURAKAMI Ryu", "Ryu Murakami", "Murakami, Ryu"],
    ["Martin Luther King Jr.", "Martin Luther King, Jr.", "King, Martin Luther, Jr.", "M. L. King Jr."],
    ["Martin Luther King Sr.", "King, Martin Luther, Sr."],
    [
        "Recep Tayyip Erdoğan",
        "Recep Tayyip Erdogan",
        "R. T. Erdogan",
        "RECEP TAYYIP ERDOĞAN",
        "Recep Erdoğan",
    ],
    ["Jean-Paul Sartre", "Jean Paul Sartre", "J.-P. Sartre", "SARTRE, Jean-Paul"],
    ["Jean-Luc Sartre", "Sartre, Jean-Luc"],
    ["Siobhán O'Neill", "Siobhan O’Neill", "O'Neill, Siobhán", "SIOBHAN O'NEILL"],
    ["Terence O'Neill", "O'Neill, Terence", "T. O'Neill"],
    ["Dr. Ali Ansari", "Ali Ansari", "Ansari, Ali", "Prof. Ali Ansari", "Ali Ansari, PhD"],
    ["Hamid Ansari", "HAMID ANSARI", "H. Ansari"],
    ["Søren Kierkegaard", "Soren Kierkegaard", "S. Kierkegaard"],
    ["Mary Smith-Jones", "Smith-Jones, Mary", "Mary Smith Jones", "M. Smith-Jones"],
    ["Peter Jones", "Jones, Peter", "PETER JONES"],
    ["A.J.P. Taylor", "A. J. P. Taylor", "Taylor, A.J.P.", "Alan John Percivale Taylor"],
    ["Elizabeth Taylor", "Taylor, Elizabeth", "E. Taylor"],
    ["JD Vance", "J.D. Vance", "Vance, J. D."],
    ["Cyrus Vance", "Vance, Cyrus", "CYRUS VANCE"],
    ["Mohammed bin Salman", "Bin Salman, Mohammed", "MOHAMMED BIN SALMAN"],
    ["Khalid bin Salman", "bin Salman, Khalid"],
    ["Łukasz Żak", "Lukasz Zak", "Żak, Łukasz"],
    ["José de Silva", "Jose de Silva", "de Silva, José"],
    ["José da Silva", "da Silva, José", "JOSÉ DA SILVA"],
    ["Emily Post", "EMILY POST", "Post, Emily"],
    ["Björn Borg", "Bjorn Borg", "Borg, Björn", "B. Borg"],
    ["Anne-Marie Slaughter", "Anne Marie Slaughter", "Slaughter, Anne-Marie", "A.-M. Slaughter"],
    ["Karim Sadjadpour", "SADJADPOUR, Karim", "By KARIM SADJADPOUR in Washington", "K. Sadjadpour"],
    ["Ahmad Majidyar", "AHMAD MAJIDYAR", "Majidyar, Ahmad", "A. Majidyar"],
    ["Vincent van Gogh", "Gogh, Vincent van", "van Gogh, Vincent", "V. van Gogh"],
    ["Theo van Gogh", "THEO VAN GOGH", "Gogh, Theo van"],
    ["George W. Bush", "Bush, George W.", "GEORGE W. BUSH"],
    ["George H. W. Bush", "Bush, George H.W.", "George H.W. Bush"],
    ["XI Jinping", "Xi Jinping", "Xi, Jinping"],
    ["Jürgen Habermas", "Jurgen Habermas", "HABERMAS, Jürgen", "J. Habermas"],
    ["Mehmet Ali Birand", "Mehmet A. Birand", "Birand, Mehmet Ali"],
]

# Printings that fit two of the people above: in no one's list, and reported.
AMBIGUOUS = ["George Bush", "Jose Silva"]

INSTITUTIONS = [
    ["Reuters", "REUTERS"],
    ["Associated Press"],
    ["Agence France-Presse"],
    ["Editorial Board", "EDITORIAL BOARD"],
    ["Tehran Times staff"],
    ["Web Desk"],
    ["AFP"],
    ["IRNA"],
    ["Staff Writer"],
]
